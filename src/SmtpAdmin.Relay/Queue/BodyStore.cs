using System;
using System.IO;
using System.Linq;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// The contents that are too large for a row, a file each: <c>bodies/&lt;shard&gt;/&lt;id&gt;.msg</c>. A file counts
/// only once its row is committed; what a crash leaves without a row is swept when the queue opens.
/// </summary>
internal sealed class BodyStore
{
    private const string Extension = ".msg";
    private const int ShardLength = 2;

    private readonly string _folder;

    public BodyStore(string queueFolder)
    {
        _folder = Path.Combine(queueFolder, "bodies");
        CreateDurably(_folder, parent: queueFolder);
    }

    public FileStream Create(string id)
    {
        string path = PathOf(id);
        CreateDurably(Path.GetDirectoryName(path)!, parent: _folder);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Puts content and name on the disk. Only then may the row that speaks of them be committed.</summary>
    public void MakeDurable(string id, FileStream file)
    {
        file.Flush(flushToDisk: true);
        DurableDirectory.Flush(Path.GetDirectoryName(PathOf(id))!);
    }

    public FileStream OpenRead(string id) =>
        new(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>
    /// Deletes a file that nothing speaks of any more. One that cannot go now is swept at the next opening.
    /// </summary>
    public void TryDelete(string id)
    {
        try
        {
            File.Delete(PathOf(id));
        }
        catch (Exception exception) when (QueueErrors.IsStorageFailure(exception))
        {
        }
    }

    /// <summary>Deletes every file whose id is not known.</summary>
    public void Sweep(Func<string, bool> isKnown)
    {
        foreach (string path in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            if (!isKnown(Path.GetFileNameWithoutExtension(path)))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The name comes from the id alone, and the id can name nothing outside the folder.</summary>
    private string PathOf(string id)
    {
        if (id.Length < ShardLength || !id.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"'{id}' is no id: ids are ASCII letters and digits.", nameof(id));
        }

        return Path.Combine(_folder, id[^ShardLength..].ToUpperInvariant(), id + Extension);
    }

    private static void CreateDurably(string folder, string parent)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DurableDirectory.Flush(parent);
        }
    }
}
