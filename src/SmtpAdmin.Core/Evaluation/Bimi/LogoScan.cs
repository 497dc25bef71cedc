using System.Collections.Generic;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>What the reading of a logo has seen.</summary>
internal sealed class LogoScan
{
    /// <summary>The names of the elements around the current place, the root first.</summary>
    public List<string> Path { get; } = [];

    /// <summary>The attributes of the root.</summary>
    public Dictionary<string, string> Root { get; } = [];

    public bool IsSvg { get; set; }

    /// <summary>How many titles the root has.</summary>
    public int Titles { get; set; }

    /// <summary>The text of the root's titles.</summary>
    public string Title { get; set; } = string.Empty;

    /// <summary>Elements that the profile does not name.</summary>
    public List<string> Elements { get; } = [];

    /// <summary>Attributes that refer to something outside the file.</summary>
    public List<string> References { get; } = [];

    /// <summary>Elements and attributes that run something.</summary>
    public List<string> Scripts { get; } = [];
}
