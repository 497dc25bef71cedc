using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>The real engine in this process, with our module, and a pipeline of objects into Send-SmtpMessage.</summary>
internal sealed class HostedPipeline : IDisposable
{
    private const string Script = """
        param($People, $From, $Server, $Connections)
        $People | Send-SmtpMessage -From $From -Server $Server -Security None -MaxConnections $Connections
        """;

    private readonly Runspace _runspace;

    private HostedPipeline(Runspace runspace) => _runspace = runspace;

    public static HostedPipeline Open()
    {
        Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", BuildFacts.Manifest).Invoke();
        return new HostedPipeline(runspace);
    }

    /// <summary>Objects with the properties that the cmdlet binds.</summary>
    public static IReadOnlyList<PSObject> CreatePeople(int count) => [.. Enumerable.Range(0, count).Select(_ => CreatePerson())];

    /// <exception cref="BenchmarkException">A message was not accepted.</exception>
    public async Task SendAsync(
        IReadOnlyList<PSObject> people, int port, int connections, CancellationToken cancellationToken)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(Script)
            .AddParameter("People", people)
            .AddParameter("From", TestMessage.Sender)
            .AddParameter("Server", $"127.0.0.1:{port}")
            .AddParameter("Connections", connections);
        using CancellationTokenRegistration stop = cancellationToken.Register(shell.Stop);
        PSDataCollection<PSObject> results = await shell.InvokeAsync();
        if (shell.HadErrors || results.Count != people.Count)
        {
            throw new BenchmarkException(
                $"Send-SmtpMessage gave {results.Count} results. {shell.Streams.Error.FirstOrDefault()}");
        }
    }

    public void Dispose() => _runspace.Dispose();

    private static PSObject CreatePerson()
    {
        PSObject person = new();
        person.Properties.Add(new PSNoteProperty("To", TestMessage.Recipient));
        person.Properties.Add(new PSNoteProperty("Subject", TestMessage.Subject));
        person.Properties.Add(new PSNoteProperty("Body", TestMessage.Body));
        return person;
    }
}
