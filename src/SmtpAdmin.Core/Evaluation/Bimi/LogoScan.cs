using System.Collections.Generic;
using System.Text;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>What the reading of a logo has seen.</summary>
internal sealed class LogoScan
{
    private const int MaxTitle = 1000;

    private readonly List<string> _path = [];
    private readonly StringBuilder _title = new();
    private int _metadata;

    /// <summary>How many elements are around the current place.</summary>
    public int Depth => _path.Count;

    /// <summary>Whether the current place is within metadata; a file can nest a hundred thousand elements.</summary>
    public bool IsInMetadata => _metadata > 0;

    /// <summary>Whether the current place is within a title of the root.</summary>
    public bool IsInTitle => _path is [_, "title"];

    /// <summary>The attributes of the root.</summary>
    public Dictionary<string, string> Root { get; } = [];

    public bool IsSvg { get; set; }

    /// <summary>How many titles the root has.</summary>
    public int Titles { get; set; }

    /// <summary>The text of the root's titles, as far as anybody reads it.</summary>
    public string Title => _title.ToString();

    /// <summary>Elements that the profile does not name.</summary>
    public List<string> Elements { get; } = [];

    /// <summary>Attributes that refer to something outside the file.</summary>
    public List<string> References { get; } = [];

    /// <summary>Elements and attributes that run something.</summary>
    public List<string> Scripts { get; } = [];

    /// <summary>Goes into an element.</summary>
    public void Enter(string name)
    {
        _path.Add(name);
        _metadata += name == "metadata" ? 1 : 0;
    }

    /// <summary>Goes out of the innermost element.</summary>
    public void Leave()
    {
        _metadata -= _path[_path.Count - 1] == "metadata" ? 1 : 0;
        _path.RemoveAt(_path.Count - 1);
    }

    /// <summary>Adds to the title.</summary>
    public void AddTitle(string text) =>
        _title.Append(text, 0, System.Math.Min(text.Length, MaxTitle - _title.Length));
}
