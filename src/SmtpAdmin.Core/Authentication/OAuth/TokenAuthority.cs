using System;
using System.Text.RegularExpressions;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>Where tokens are requested.</summary>
/// <param name="Token">The token endpoint (RFC 6749, section 3.2).</param>
/// <param name="DeviceCode">The device authorization endpoint (RFC 8628, section 3.1).</param>
internal sealed record TokenAuthority(Uri Token, Uri DeviceCode)
{
    private static readonly Uri s_microsoft = new("https://login.microsoftonline.com");
    private static readonly Uri s_google = new("https://oauth2.googleapis.com");

    /// <summary>Microsoft Entra ID.</summary>
    /// <param name="authority">The host of a sovereign cloud, or null for the public one.</param>
    /// <param name="tenant">The tenant's id or domain, or organizations.</param>
    /// <exception cref="SmtpAdminException">TokenEndpointInvalid.</exception>
    public static TokenAuthority Microsoft(Uri? authority, string tenant)
    {
        if (!Regex.IsMatch(tenant, "^[A-Za-z0-9.-]{1,253}$"))
        {
            throw new SmtpAdminException(
                ErrorKind.TokenEndpointInvalid, $"'{PrintableText.From(tenant)}' is no tenant's id or domain.");
        }

        string root = Root(authority ?? s_microsoft);
        return new(new Uri($"{root}/{tenant}/oauth2/v2.0/token"), new Uri($"{root}/{tenant}/oauth2/v2.0/devicecode"));
    }

    /// <summary>Google.</summary>
    /// <param name="authority">Another host that answers as Google does, or null for Google.</param>
    /// <exception cref="SmtpAdminException">TokenEndpointInvalid.</exception>
    public static TokenAuthority Google(Uri? authority)
    {
        string root = Root(authority ?? s_google);
        return new(new Uri($"{root}/token"), new Uri($"{root}/device/code"));
    }

    /// <summary>The same with a token endpoint that the user names.</summary>
    /// <exception cref="SmtpAdminException">TokenEndpointInvalid.</exception>
    public TokenAuthority WithToken(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address)
        ? this with { Token = new Uri(Root(address)) }
        : throw new SmtpAdminException(
            ErrorKind.TokenEndpointInvalid, $"'{PrintableText.From(endpoint)}' is no https address.");

    // RFC 6749, section 3.2: a token request carries secrets, so it goes over TLS. On the loopback nobody listens in.
    private static string Root(Uri authority)
    {
        bool isWhole = authority.IsAbsoluteUri && authority.Query.Length == 0 && authority.Fragment.Length == 0
            && authority.UserInfo.Length == 0;
        if (!isWhole || !(authority.Scheme == "https" || (authority.Scheme == "http" && authority.IsLoopback)))
        {
            throw new SmtpAdminException(
                ErrorKind.TokenEndpointInvalid,
                $"'{PrintableText.From(authority.OriginalString)}' is no https address.");
        }

        return authority.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }
}
