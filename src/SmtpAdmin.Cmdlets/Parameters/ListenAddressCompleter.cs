using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net;
using System.Net.NetworkInformation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Completes the addresses of this machine, which a relay can listen on.</summary>
public sealed class ListenAddressCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(Describe)
            .Append(new Completion(IPAddress.Any.ToString(), "All IPv4 addresses of this machine"))
            .Append(new Completion(IPAddress.IPv6Any.ToString(), "All addresses of this machine"))
            .Matching(wordToComplete);

    private static IEnumerable<Completion> Describe(NetworkInterface adapter)
        => adapter.GetIPProperties().UnicastAddresses
            .Where(unicast => !unicast.Address.IsIPv6LinkLocal)
            .Select(unicast => new Completion(unicast.Address.ToString(), adapter.Name));
}
