using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>
/// Reads a logo through once and notes what the profile is about. Nothing is fetched, no entity is resolved, and a
/// document type ends the reading.
/// </summary>
internal static class LogoReader
{
    private const string SvgNamespace = "http://www.w3.org/2000/svg";

    // The schema of the profile, bimigroup.org/resources/SVG_PS-latest.rnc.txt, names these and no others.
    private static readonly HashSet<string> s_allowed =
    [
        "svg", "g", "defs", "title", "desc", "metadata", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
        "polygon", "text", "textArea", "font", "font-face", "glyph", "hkern", "linearGradient", "radialGradient", "stop",
        "solidColor",
    ];

    /// <summary>Reads a file that is not compressed.</summary>
    /// <param name="svg">The file.</param>
    /// <param name="limit">How many characters it may have.</param>
    /// <param name="picture">Takes what is seen.</param>
    /// <exception cref="XmlException">The file is not well-formed, or has a document type.</exception>
    public static void Read(byte[] svg, int limit, LogoScan picture)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limit,
        };
        using XmlReader reader = XmlReader.Create(new MemoryStream(svg), settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                ReadElement(reader, picture);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && picture.IsInTitle)
            {
                picture.AddTitle(reader.Value);
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                picture.Leave();
            }
        }
    }

    private static void ReadElement(XmlReader reader, LogoScan picture)
    {
        string name = reader.LocalName;
        if (picture.Depth == 0)
        {
            picture.IsSvg = name == "svg" && reader.NamespaceURI == SvgNamespace;
        }

        if (name == "title" && picture.Depth == 1)
        {
            picture.Titles++;
        }

        // What tools write about the picture stands in metadata, in vocabularies of their own.
        bool isAllowed = reader.NamespaceURI == SvgNamespace && s_allowed.Contains(name);
        if (!isAllowed && picture.Depth > 0 && !picture.IsInMetadata)
        {
            bool isScript = name.Equals("script", StringComparison.OrdinalIgnoreCase);
            (isScript ? picture.Scripts : picture.Elements).Add(name);
        }

        if (!reader.IsEmptyElement)
        {
            picture.Enter(name);
        }

        bool isRoot = picture.Depth == (reader.IsEmptyElement ? 0 : 1);
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
}
