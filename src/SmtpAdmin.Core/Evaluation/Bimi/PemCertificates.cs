using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>Takes the certificates out of a text in PEM (RFC 7468); what is between or broken is passed over.</summary>
internal static class PemCertificates
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    public static IEnumerable<byte[]> Read(string text)
    {
        int start = 0;
        while ((start = text.IndexOf(Begin, start, StringComparison.Ordinal)) >= 0)
        {
            start += Begin.Length;
            int end = text.IndexOf(End, start, StringComparison.Ordinal);
            if (end < 0)
            {
                yield break;
            }

            if (TryDecode(text.Substring(start, end - start)) is { } certificate)
            {
                yield return certificate;
            }

            start = end + End.Length;
        }
    }

    private static byte[]? TryDecode(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
