namespace SmtpAdmin.Relay.Listening.Certificates;

/// <summary>Where a server certificate comes from, as of now.</summary>
internal interface ICertificateSource
{
    ServerCertificate Current { get; }
}
