using System.Collections.Generic;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>A case of the mail-auth suite: records by type and name, the client's facts, and what is expected.</summary>
internal sealed record StalwartCase(
    string Id, IReadOnlyDictionary<string, string> Records, IReadOnlyDictionary<string, string> Facts, string Expected);
