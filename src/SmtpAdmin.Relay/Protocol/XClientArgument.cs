using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// The argument of XCLIENT: 1*( SP attribute-name "=" xtext ) (Postfix, XCLIENT_README). Null where an attribute is not
/// given or said to be unavailable.
/// </summary>
internal readonly record struct XClientArgument(IPAddress? Address, string? Login)
{
    /// <summary>The attributes as EHLO lists them.</summary>
    public const string Names = "NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT";

    private const string IPv6Tag = "IPV6:";

    public static bool TryParse(string text, out XClientArgument argument)
    {
        argument = default;
        string[] attributes = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string attribute in attributes)
        {
            int equals = attribute.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !Xtext.TryDecode(attribute[(equals + 1)..], out string value)
                || !argument.TrySet(attribute[..equals].ToUpperInvariant(), value, out argument))
            {
                return false;
            }
        }

        return attributes.Length > 0;
    }

    /// <remarks>The attributes that change nothing here are let pass: EHLO follows and gives name and protocol.</remarks>
    private bool TrySet(string name, string value, out XClientArgument result)
    {
        bool isUnavailable = value is "[UNAVAILABLE]" or "[TEMPUNAVAIL]" or "";
        result = this;
        switch (name)
        {
            case "ADDR" when !isUnavailable:
                bool isAddress = TryParseAddress(value, out IPAddress? address);
                result = this with { Address = address };
                return isAddress;
            case "LOGIN" when !isUnavailable:
                result = this with { Login = value };
                return true;
            default:
                return Names.Split(' ').Contains(name);
        }
    }

    private static bool TryParseAddress(string text, out IPAddress? address)
    {
        bool isIPv6 = text.StartsWith(IPv6Tag, StringComparison.OrdinalIgnoreCase);
        string plain = isIPv6 ? text[IPv6Tag.Length..] : text;
        bool isAddress = IPAddress.TryParse(plain, out address)
            && address.AddressFamily == (isIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork)
            && (isIPv6 ? !plain.Contains('%') : plain.Count(static value => value == '.') == 3);
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return isAddress;
    }
}
