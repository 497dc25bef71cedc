using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Http;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class AccessTokenTests : IDisposable
{
    private const string Id = "-ClientId $id -Authority $authority";
    private const string WrongSecret = "wr0ng.secret.value";
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TokenEndpoint _endpoint = new();
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate = CreateCertificate();

    public void Dispose()
    {
        _engine.Dispose();
        _endpoint.Dispose();
        _folder.Dispose();
        _certificate.Dispose();
    }

    [Fact]
    public void An_application_signs_in_with_its_secret()
    {
        SmtpAccessToken token = Get($"{Id} -TenantId $tenant -ClientSecret $secret -UserName alerts@example.com");

        Assert.Equal("alerts@example.com", token.UserName);
        Assert.Equal("https://outlook.office365.com", token.Audience);
        Assert.Equal(TokenEndpoint.Tenant, token.Tenant);
        Assert.Equal(["SMTP.SendAsApp"], token.Roles);
        Assert.Empty(token.Scopes);
        Assert.Null(token.RefreshToken);
        Assert.InRange(token.ExpiresOn!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        Assert.Equal(3, Reveal(token.Token).Split('.').Length);
        Assert.Equal("https://outlook.office365.com/.default", _endpoint.Requests.Single()["scope"]);
    }

    [Fact]
    public void An_application_signs_in_with_its_certificate()
    {
        _endpoint.Certificate = _certificate;

        SmtpAccessToken token = Get($"{Id} -TenantId $tenant -Certificate $certificate");

        Assert.Equal(["SMTP.SendAsApp"], token.Roles);
        Assert.DoesNotContain("client_secret", _endpoint.Requests.Single().Keys);
    }

    [Fact]
    public void A_user_signs_in_with_a_refresh_token_and_gets_the_next()
    {
        SmtpAccessToken token = Get($"{Id} -RefreshToken $refresh");

        Assert.Equal("anna@example.com", token.UserName);
        Assert.Equal(["SMTP.Send"], token.Scopes);
        Assert.Equal("next-refresh-token", Reveal(token.RefreshToken!));
        Assert.Equal("https://outlook.office.com/SMTP.Send offline_access", _endpoint.Requests.Single()["scope"]);
    }

    [Theory]
    [InlineData("", "https://microsoft.com/devicelogin")]
    [InlineData("-Google -ClientSecret $secret", "https://www.google.com/device")]
    public void A_user_confirms_a_code_that_is_shown(string provider, string address)
    {
        using PowerShell shell = Shell($"Get-SmtpAccessToken {Id} -DeviceCode {provider}");

        var token = (SmtpAccessToken)shell.Invoke().Single().BaseObject;

        Assert.Equal("next-refresh-token", Reveal(token.RefreshToken!));
        string shown = shell.Streams.Information.Single().ToString();
        Assert.Contains(address, shown, StringComparison.Ordinal);
        Assert.Contains(TokenEndpoint.UserCode, shown, StringComparison.Ordinal);
        Assert.Contains(shell.Streams.Progress, record => record.SecondsRemaining > 0);
        Assert.Equal(ProgressRecordType.Completed, shell.Streams.Progress.Last().RecordType);
    }

    [Fact]
    public void Google_takes_a_refresh_token()
    {
        SmtpAccessToken token = Get($"{Id} -Google -ClientSecret $secret -RefreshToken $refresh -UserName anna@example.com");

        Assert.StartsWith("ya29.", Reveal(token.Token), StringComparison.Ordinal);
        Assert.Null(token.Audience);
        Assert.Equal(["https://mail.google.com/"], token.Scopes);
    }

    [Fact]
    public void A_service_account_signs_for_the_user_it_acts_for()
    {
        using RSA key = RSA.Create(2048);
        _endpoint.ServiceAccountKey = key;

        SmtpAccessToken token = Get("-ServiceAccountPath $path -Subject anna@example.com -Authority $authority", WriteKey(key));

        Assert.Equal("anna@example.com", token.UserName);
        string claims = _endpoint.Requests.Single()["assertion"].Split('.')[1].Replace('-', '+').Replace('_', '/');
        byte[] json = Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '='));
        Assert.Equal("anna@example.com", JsonDocument.Parse(json).RootElement.GetProperty("sub").GetString());
    }

    [Fact]
    public void Neither_view_nor_text_shows_the_token()
    {
        SmtpAccessToken token = Get($"{Id} -RefreshToken $refresh");

        Assert.StartsWith("Access token for anna@example.com until 2", token.ToString(), StringComparison.Ordinal);
        string[] properties = [.. PSObject.AsPSObject(token).Properties.Select(property => $"{property.Value}")];
        Assert.DoesNotContain(properties, text => text.Contains(Reveal(token.Token), StringComparison.Ordinal));
    }

    // The parameters | the answer, where it is not the endpoint's own | the error | what it and its advice say.
    public static TheoryData<string, string?, string, string, string> Failures => new()
    {
        { "-TenantId $tenant -ClientSecret $wrong", null, "TokenRequestFailed", "AADSTS7000215", "secret's value" },
        { "-TenantId $tenant -Certificate $certificate", null, "TokenRequestFailed", "AADSTS700027", "Upload" },
        { "-TenantId nowhere.example -ClientSecret $secret", null, "TokenRequestFailed", "AADSTS90002", "-TenantId" },
        { "-RefreshToken $wrong", null, "TokenRequestFailed", "invalid_grant", "refresh token" },
        { "-Google -RefreshToken $wrong -ClientSecret $secret", null, "TokenRequestFailed", "invalid_grant", "refresh token" },
        { "-TenantId $tenant -ClientSecret $secret", "<html>right~client.secret", "TokenRequestFailed", "no JSON", "Check" },
        { "-TenantId $tenant -ClientSecret $secret", "{\"access_token\":\"right-refresh-token\"}", "TokenRequestFailed",
            "It says no error", "Check" },
        { "-DeviceCode", "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000218: public\"}", "TokenRequestFailed",
            "AADSTS7000218", "public client" },
        { "-TenantId 'a/b' -ClientSecret $secret", null, "TokenEndpointInvalid", "a/b", "-TenantId" },
    };

    [Theory, MemberData(nameof(Failures))]
    public void A_refusal_is_an_error_of_the_catalogue_that_shows_no_secret(
        string parameters, string? answer, string kind, string detail, string advice)
    {
        if (answer is not null)
        {
            _endpoint.AnswerNext(400, answer);
        }

        AssertFails($"{Id} {parameters}", kind, detail, advice);
    }

    [Theory]
    [InlineData("{\"type\":\"service_account\",\"client_email\":\"x\",\"private_key_id\":\"k\",\"private_key\":\"wr0ng.secret.value\"}",
        "TokenKeyInvalid", "holds no key")]
    [InlineData("wr0ng.secret.value", "TokenKeyInvalid", "holds no key")]
    public void A_key_file_that_cannot_be_read_is_not_quoted(string content, string kind, string detail)
    {
        string path = _folder.Combine("key.json");
        File.WriteAllText(path, content);

        AssertFails("-ServiceAccountPath $path -Authority $authority", kind, detail, "JSON key file", path);
    }

    [Fact]
    public void A_service_account_that_is_not_known_is_refused()
    {
        using RSA key = RSA.Create(2048);

        AssertFails(
            "-ServiceAccountPath $path -Authority $authority", "TokenRequestFailed", "Invalid JWT", "-Subject", WriteKey(key));
    }

    [Fact]
    public void A_certificate_without_its_key_cannot_sign()
    {
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(_certificate.RawData);

        EngineResult result = _engine.Run(
            $"Get-SmtpAccessToken {Id} -TenantId t -Certificate $bare", [.. Variables(null), ("bare", bare)]);

        Assert.Equal("TokenKeyInvalid,SmtpAdmin.Cmdlets.Commands.GetSmtpAccessTokenCommand", result.Error.FullyQualifiedErrorId);
        Assert.Contains("has no RSA private key", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_without_TLS_is_asked_on_the_loopback_only()
    {
        EngineResult result = _engine.Run(
            "Get-SmtpAccessToken -ClientId x -TenantId t -ClientSecret $secret -Authority http://login.example.com", Variables(null));

        Assert.StartsWith("TokenEndpointInvalid,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_ends_the_wait_for_a_code_within_a_second()
    {
        _endpoint.Interval = 60;
        foreach ((string name, object? value) in Variables(null))
        {
            _engine.Runspace.SessionStateProxy.SetVariable(name, value);
        }

        TimeSpan time = StopWatch.Stop(
            _engine, $"Get-SmtpAccessToken {Id} -DeviceCode", () => _endpoint.Requests.Count > 0);

        Assert.InRange(time.TotalSeconds, 0, 1);
    }

    private SmtpAccessToken Get(string parameters, string? path = null) =>
        _engine.Run($"Get-SmtpAccessToken {parameters}", Variables(path)).Single<SmtpAccessToken>();

    private void AssertFails(string parameters, string kind, string detail, string advice, string? path = null)
    {
        using PowerShell shell = Shell($"Get-SmtpAccessToken {parameters} -Verbose -Debug", path);

        shell.Invoke();

        ErrorRecord error = Assert.Single(shell.Streams.Error);
        Assert.Equal($"{kind},SmtpAdmin.Cmdlets.Commands.GetSmtpAccessTokenCommand", error.FullyQualifiedErrorId);
        Assert.Contains(detail, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        string everything = string.Join("\n", shell.Streams.Verbose.Select(record => record.Message)
            .Concat(shell.Streams.Debug.Select(record => record.Message))
            .Concat(shell.Streams.Warning.Select(record => record.Message))
            .Concat(shell.Streams.Information.Select(record => record.ToString()))
            .Concat(shell.Streams.Progress.Select(record => record.ToString()))
            .Append(error.Exception.ToString()).Append(error.ToString()).Append(error.ErrorDetails.Message)
            .Append(error.ErrorDetails.RecommendedAction).Append($"{error.TargetObject}"));
        string[] secrets = [TokenEndpoint.ClientSecret, TokenEndpoint.RefreshToken, WrongSecret, "PRIVATE KEY"];
        IEnumerable<string> sent = _endpoint.Requests.SelectMany(form => form)
            .Where(field => field.Key is "client_secret" or "refresh_token" or "client_assertion" or "assertion")
            .Select(field => field.Value);
        Assert.All(secrets.Concat(sent), secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
    }

    private PowerShell Shell(string script, string? path = null) => _engine.Create(script, Variables(path));

    private (string Name, object? Value)[] Variables(string? path) =>
    [
        ("id", TokenEndpoint.ClientId), ("tenant", TokenEndpoint.Tenant), ("authority", _endpoint.Authority),
        ("secret", Secure(TokenEndpoint.ClientSecret)), ("refresh", Secure(TokenEndpoint.RefreshToken)),
        ("wrong", Secure(WrongSecret)), ("certificate", _certificate), ("path", path), ("DebugPreference", "Continue"),
    ];

    private string WriteKey(RSA key)
    {
        string path = _folder.Combine("key.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            type = "service_account",
            client_email = _endpoint.ServiceAccount,
            private_key_id = "kid",
            private_key = key.ExportPkcs8PrivateKeyPem(),
        }));
        return path;
    }

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    private static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    private static X509Certificate2 CreateCertificate()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
