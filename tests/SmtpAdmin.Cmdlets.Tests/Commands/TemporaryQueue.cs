using System;
using System.IO;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>A folder for a queue, removed behind the test.</summary>
internal sealed class TemporaryQueue : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smtpadmin-queue-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A relay that the test left running still holds its lock; the engine's end stops it.
        }
    }
}
