using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Testing.Peers;

/// <summary>Writes the files that a Postfix with a folder of its own runs by.</summary>
internal static class PostfixConfiguration
{
    private const string Services = """
        pickup  unix n - n 1   1 pickup
        cleanup unix n - n -   0 cleanup
        qmgr    unix n - n 300 1 qmgr
        rewrite unix - - n -   - trivial-rewrite
        bounce  unix - - n -   0 bounce
        defer   unix - - n -   0 bounce
        trace   unix - - n -   0 bounce
        smtp    unix - - n -   - smtp
        error   unix - - n -   - error
        retry   unix - - n -   - error
        tlsmgr  unix - - n 1000? 1 tlsmgr
        anvil   unix - - n -   1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """;

    /// <summary>The services that run: master(5).</summary>
    public static string Master(PostfixSettings settings) =>
        settings.Port is { } port ? $"{Services}127.0.0.1:{port} inet n - n - - smtpd\n" : Services;

    /// <summary>The parameters: postconf(5).</summary>
    public static string Main(PostfixSettings settings, TemporaryFolder folder) =>
        Common(settings, folder)
        + (settings.Certificate is null ? string.Empty : Tls(folder))
        + (settings.User is null ? string.Empty : Sasl(folder));

    /// <summary>The parameters of Cyrus SASL: passwords lie in a file, and every mechanism is offered.</summary>
    public static string CyrusSasl(TemporaryFolder folder) => $"""
        pwcheck_method: auxprop
        auxprop_plugin: sasldb
        sasldb_path: {folder.Combine("data/sasldb2")}
        mech_list: PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 NTLM

        """;

    /// <summary>The certificate and its key, as <c>smtpd_tls_chain_files</c> wants them: the key first.</summary>
    public static string KeyAndCertificate(X509Certificate2 certificate)
    {
        using ECDsa? key = certificate.GetECDsaPrivateKey();
        return $"{key?.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n";
    }

    // RFC 5321, section 4.5.3.1.6, promises lines of up to 1000 octets. Postfix takes longer ones, but would fold them
    // on the way out, and what left the other side could not be compared any more.
    private static string Common(PostfixSettings settings, TemporaryFolder folder) => $"""
        compatibility_level = 3.6
        queue_directory = {folder.Combine("queue")}
        data_directory = {folder.Combine("data")}
        maillog_file = {folder.Combine("log/maillog")}
        maillog_file_prefixes = {folder.Path}
        mail_owner = postfix
        setgid_group = postdrop
        myhostname = postfix.test
        mydestination =
        local_recipient_maps =
        mynetworks = 127.0.0.0/8
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        relayhost = [{settings.RelayHost.Address}]:{settings.RelayHost.Port}
        smtp_line_length_limit = 0
        local_header_rewrite_clients =
        smtpd_relay_restrictions = permit_mynetworks, reject

        """;

    private static string Tls(TemporaryFolder folder) => $"""
        smtpd_tls_security_level = encrypt
        smtpd_tls_chain_files = {folder.Combine("etc/chain.pem")}
        smtpd_tls_received_header = yes

        """;

    private static string Sasl(TemporaryFolder folder) => $"""
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = cyrus
        smtpd_sasl_path = smtpd
        cyrus_sasl_config_path = {folder.Combine("etc/sasl")}
        smtpd_sasl_security_options = noanonymous
        smtpd_sasl_local_domain = postfix.test

        """;
}
