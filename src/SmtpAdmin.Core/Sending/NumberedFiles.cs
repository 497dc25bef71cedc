using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Sending;

/// <summary>One file as named, and for further messages <c>name-2.eml</c>, <c>name-3.eml</c> beside it.</summary>
internal sealed class NumberedFiles : IMessageFiles
{
    private readonly string _path;
    private int _count;

    public NumberedFiles(string path)
    {
        _path = path;
    }

    public string NextPath()
    {
        _count++;
        if (_count == 1)
        {
            return _path;
        }

        string number = _count.ToString(CultureInfo.InvariantCulture);
        string name = $"{Path.GetFileNameWithoutExtension(_path)}-{number}{Path.GetExtension(_path)}";
        return Path.Combine(Path.GetDirectoryName(_path) ?? string.Empty, name);
    }

    public byte[] CreatePreamble(OutgoingMessage message, IReadOnlyList<MailAddress> recipients) => Array.Empty<byte>();
}
