using System;
using System.Collections.Generic;
using System.Globalization;
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

    // Section 2.4 recommends it; a receiver may take more.
    private const int MaxSize = 32 * 1024;
    private const int MaxReadSize = 1024 * 1024;
    private const int MaxTitleLength = 64;

    // Section 2.1.
    private static readonly (string Name, string Value)[] s_required = [("version", "1.2"), ("baseProfile", "tiny-ps")];

    // Section 2.3: each may be left out, and has this value where it is not.
    private static readonly (string Name, string Value)[] s_fixed =
    [
        ("zoomAndPan", "disable"), ("externalResourcesRequired", "false"), ("focusable", "false"),
        ("snapshotTime", "none"), ("playbackOrder", "all"), ("timelineBegin", "onLoad"),
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
            svg.Length <= MaxSize ? CheckStatus.Pass : CheckStatus.Warn,
            FormattableString.Invariant($"{svg.Length} bytes of {MaxSize}."));
        var picture = new LogoScan();
        try
        {
            LogoReader.Read(svg, MaxReadSize, picture);
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

    private static void Judge(CheckList checks, LogoScan picture)
    {
        string? problem = FindProfileProblem(picture);
        checks.Add(
            Profile,
            problem is null ? CheckStatus.Pass : CheckStatus.Fail,
            problem ?? "Version 1.2, base profile tiny-ps.");
        AddTitle(checks, picture);
        AddList(checks, Elements, picture.Elements, "Only elements of the profile.");
        AddList(checks, References, picture.References, "Nothing outside the file is referred to.");
        AddList(checks, Script, picture.Scripts, "No script.");
        bool isSquare = IsSquare(picture);
        checks.Add(
            Shape,
            isSquare ? CheckStatus.Pass : CheckStatus.Warn,
            isSquare ? "The picture is square." : "The viewBox is missing or not square.");
    }

    private static string? FindProfileProblem(LogoScan picture)
    {
        if (!picture.IsSvg)
        {
            return "The root is no svg element.";
        }

        foreach ((string name, string value) in s_required)
        {
            if (!picture.Root.TryGetValue(name, out string? found) || found != value)
            {
                return $"The svg element has {name}={Dns.EscapedText.Shorten(found ?? "nothing")}; wanted is {value}.";
            }
        }

        // Section 6.2: programs that draw write a position, which the profile does not have.
        if (picture.Root.ContainsKey("x") || picture.Root.ContainsKey("y"))
        {
            return "The svg element has x or y.";
        }

        foreach ((string name, string value) in s_fixed)
        {
            if (picture.Root.TryGetValue(name, out string? found) && found != value)
            {
                return $"The svg element has {name}={Dns.EscapedText.Shorten(found)}; allowed is {value}.";
            }
        }

        return null;
    }

    private static void AddTitle(CheckList checks, LogoScan picture)
    {
        string title = picture.Title.Trim();
        (CheckStatus status, string evidence) = (picture.Titles, title.Length) switch
        {
            (0, _) => (CheckStatus.Fail, "The svg element has no title."),
            ( > 1, _) => (CheckStatus.Fail, "The svg element has several titles."),
            (_, 0) => (CheckStatus.Fail, "The title is empty."),
            (_, > MaxTitleLength) => (CheckStatus.Warn, Dns.EscapedText.Shorten(title)),
            _ => (CheckStatus.Pass, Dns.EscapedText.Shorten(title)),
        };
        checks.Add(Title, status, evidence);
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
