using System.Collections.Generic;
namespace SmtpAdmin.Core.Judging.Baselines;
internal sealed class DomainBaseline
{
    public static DomainBaseline Read(string path) => new();
    public IReadOnlyList<MailDrift> Compare(string domain, IReadOnlyList<MailDnsRecord> records) => [];
    public static void Write(string path, IEnumerable<(string Domain, IReadOnlyList<MailDnsRecord> Records)> states, bool overwrite) { }
}
