using System;
using System.IO;

namespace SmtpAdmin.Relay.Listening.Certificates;

/// <summary>
/// A certificate in files, which whoever renews it replaces under the running relay. Each handshake looks at the files'
/// times and sizes. Certificate and key are seldom replaced in the same moment, and may be read half written: what does
/// not load leaves the certificate before in service, until the files change again.
/// </summary>
internal sealed class FileCertificate : ICertificateSource
{
    private readonly object _lock = new();
    private readonly RelayCertificateFile _file;
    private readonly RelayCounters _counters;
    private Stamp _stamp;
    private ServerCertificate _current;

    /// <exception cref="SmtpAdminException">RelayCertificateInvalid.</exception>
    public FileCertificate(RelayCertificateFile file, RelayCounters counters)
    {
        _file = file;
        _counters = counters;
        _stamp = Stamp.Of(file);
        _current = CertificateReader.Read(file);
    }

    public ServerCertificate Current
    {
        get
        {
            lock (_lock)
            {
                Stamp stamp = Stamp.Of(_file);
                if (stamp != _stamp)
                {
                    _stamp = stamp;
                    Reload();
                }

                return _current;
            }
        }
    }

    private void Reload()
    {
        try
        {
            _current = CertificateReader.Read(_file);
        }
        catch (SmtpAdminException)
        {
            _counters.CertificateFaulted();
        }
    }

    private readonly record struct Stamp(DateTime Written, long Size, DateTime KeyWritten, long KeySize)
    {
        public static Stamp Of(RelayCertificateFile file)
        {
            var certificate = new FileInfo(file.Path);
            var key = new FileInfo(file.KeyPath ?? file.Path);
            return new Stamp(certificate.LastWriteTimeUtc, Length(certificate), key.LastWriteTimeUtc, Length(key));
        }

        private static long Length(FileInfo file)
        {
            try
            {
                return file.Length;
            }
            catch (IOException)
            {
                // Gone for the moment, or for good: the certificate that was read stays.
                return 0;
            }
        }
    }
}
