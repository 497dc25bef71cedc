using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Xml;
using SmtpAdmin.Core.Checks;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>
/// Checks a logo against SVG Tiny Portable/Secure (draft-svg-tiny-ps-abrotman, section 2) and the size that BIMI
/// recommends. Only elements that the profile names are allowed, so that nothing moves, asks or runs; what the picture
/// refers to is in the file itself. Nothing is fetched, and no entity is resolved.
/// </summary>
internal static class BimiLogoEvaluator
{
    public const string Size = "BIMI-SVG-SIZE";
    public const string Xml = "BIMI-SVG-XML";
    public const string Profile = "BIMI-SVG-PROFILE";
    public const string Title = "BIMI-SVG-TITLE";
    public const string Elements = "BIMI-SVG-ELEMENTS";
    public const string References = "BIMI-SVG-REFERENCES";
    public const string Script = "BIMI-SVG-SCRIPT";
    public const string Shape = "BIMI-SVG-SHAPE";

    private const int MaxSize = 32 * 1024;
    private const int MaxReadSize = 1024 * 1024;
    private const int MaxTitleLength = 64;
    private const string SvgNamespace = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> s_allowed =
    [
        "svg", "g", "defs", "title", "desc", "metadata", "use", "switch", "path", "rect", "circle", "ellipse", "line",
        "polyline", "polygon", "text", "tspan", "textArea", "tbreak", "font", "font-face", "font-face-src",
        "font-face-name", "glyph", "missing-glyph", "hkern", "linearGradient", "radialGradient", "stop", "solidColor",
    ];

    /// <param name="file">The file, compressed with gzip or not.</param>
    /// <returns>One finding for each check, in order.</returns>
    public static IReadOnlyList<CheckFinding> Evaluate(byte[] file)
    {
        var checks = new CheckList([Size, Xml, Profile, Title, Elements, References, Script, Shape]);
        byte[]? svg = BimiFile.Unpack(file, MaxReadSize);
        if (svg is null || svg.Length > MaxReadSize)
        {
            checks.Stop(Size, CheckStatus.Fail, svg is null ? "The compression is broken." : "The file is too large.");
            return checks.Findings;
        }

        checks.Add(
            Size,
            svg.Length <= MaxSize ? CheckStatus.Pass : CheckStatus.Fail,
            FormattableString.Invariant($"{svg.Length} bytes of {MaxSize}."));
        var picture = new LogoScan();
        try
        {
            Read(svg, picture);
        }
        catch (XmlException failure)
        {
            checks.Stop(Xml, CheckStatus.Fail, failure.Message);
            return checks.Findings;
        }

        checks.Add(Xml, CheckStatus.Pass, "The file is well-formed XML without a document type.");
        Judge(checks, picture);
        return checks.Findings;
    }

    private static void Read(byte[] svg, LogoScan picture)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxReadSize,
        };
        using XmlReader reader = XmlReader.Create(new MemoryStream(svg), settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                ReadElement(reader, picture);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && picture.Path is [_, "title"])
            {
                picture.Title += reader.Value;
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                picture.Path.RemoveAt(picture.Path.Count - 1);
            }
        }
    }

    private static void ReadElement(XmlReader reader, LogoScan picture)
    {
        string name = reader.LocalName;
        if (picture.Path.Count == 0)
        {
            picture.IsSvg = name == "svg" && reader.NamespaceURI == SvgNamespace;
        }

        // What tools write about the picture stands in metadata, in vocabularies of their own.
        bool isAllowed = reader.NamespaceURI == SvgNamespace && s_allowed.Contains(name);
        if (!isAllowed && picture.Path.Count > 0 && !picture.Path.Contains("metadata"))
        {
            bool isScript = name.Equals("script", StringComparison.OrdinalIgnoreCase);
            (isScript ? picture.Scripts : picture.Elements).Add(name);
        }

        if (!reader.IsEmptyElement)
        {
            picture.Path.Add(name);
        }

        bool isRoot = picture.Path.Count == (reader.IsEmptyElement ? 0 : 1);
        while (reader.MoveToNextAttribute())
        {
            ReadAttribute(reader, isRoot, picture);
        }
    }

    private static void ReadAttribute(XmlReader reader, bool isRoot, LogoScan picture)
    {
        string name = reader.LocalName;
        string value = reader.Value.Trim();
        if (isRoot)
        {
            picture.Root[name] = value;
        }

        if (reader.Prefix == "xmlns" || reader.Name == "xmlns")
        {
            return;
        }

        bool isReference = (name is "href" or "src" && !value.StartsWith("#", StringComparison.Ordinal))
            || PointsOutside(value);
        if (isReference)
        {
            picture.References.Add($"{reader.Name}={value}");
        }

        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
        {
            picture.Scripts.Add(reader.Name);
        }
    }

    // A paint server is named as url(#name).
    private static bool PointsOutside(string value)
    {
        int at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && !value.Substring(at + 4).TrimStart(' ', '\'', '"').StartsWith("#", StringComparison.Ordinal);
    }

    private static void Judge(CheckList checks, LogoScan picture)
    {
        string version = picture.Root.TryGetValue("version", out string? v) ? v : "none";
        string profile = picture.Root.TryGetValue("baseProfile", out string? p) ? p : "none";
        bool hasPosition = picture.Root.ContainsKey("x") || picture.Root.ContainsKey("y");
        checks.Add(
            Profile,
            picture.IsSvg && version == "1.2" && profile == "tiny-ps" && !hasPosition ? CheckStatus.Pass : CheckStatus.Fail,
            !picture.IsSvg ? "The root is no svg element."
            : hasPosition ? "The svg element has x or y."
            : $"Version {version}, base profile {profile}; wanted are 1.2 and tiny-ps.");
        string title = picture.Title.Trim();
        checks.Add(
            Title,
            title.Length == 0 ? CheckStatus.Fail : title.Length > MaxTitleLength ? CheckStatus.Warn : CheckStatus.Pass,
            title.Length == 0 ? "The svg element has no title." : title);
        AddList(checks, Elements, picture.Elements, "Only elements of the profile.");
        AddList(checks, References, picture.References, "Nothing outside the file is referred to.");
        AddList(checks, Script, picture.Scripts, "No script.");
        bool isSquare = IsSquare(picture);
        checks.Add(
            Shape,
            isSquare ? CheckStatus.Pass : CheckStatus.Warn,
            isSquare ? "The picture is square." : "The viewBox is missing or not square.");
    }

    private static void AddList(CheckList checks, string code, List<string> found, string none) => checks.Add(
        code,
        found.Count == 0 ? CheckStatus.Pass : CheckStatus.Fail,
        found.Count == 0 ? none : Dns.EscapedText.Shorten(string.Join(", ", found.GetRange(0, Math.Min(5, found.Count)))));

    private static bool IsSquare(LogoScan picture)
    {
        string[] parts = picture.Root.TryGetValue("viewBox", out string? box)
            ? box.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            : [];
        return parts.Length == 4
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double width)
            && double.TryParse(parts[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double height)
            && width > 0 && Math.Abs(width - height) < 0.001 * width;
    }
}
