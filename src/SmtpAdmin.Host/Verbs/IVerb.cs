using System.Collections.Generic;

namespace SmtpAdmin.Host.Verbs;

/// <summary>One thing that <c>smtpadmin</c> can be asked to do.</summary>
internal interface IVerb
{
    /// <summary>Does it and returns the exit code of the process.</summary>
    int Run(IReadOnlyList<string> arguments);
}
