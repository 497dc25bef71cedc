using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>
/// The relays of one runspace. They end with Stop-SmtpRelay, with the module's removal, or with the runspace, whichever
/// comes first, so that a script that fails half-way leaves no open port behind.
/// </summary>
internal sealed class RelayRegistry
{
    private static readonly ConditionalWeakTable<Runspace, RelayRegistry> s_registries = new();

    private readonly Dictionary<string, IRunningRelay> _relays = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The registry of the runspace that runs on this thread.</summary>
    public static RelayRegistry ForCurrentRunspace() => s_registries.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>Stops the relays of the runspace that runs on this thread.</summary>
    public static void RemoveForCurrentRunspace()
    {
        if (Runspace.DefaultRunspace is { } runspace && s_registries.TryGetValue(runspace, out RelayRegistry? registry))
        {
            registry.StopAll();
        }
    }

    /// <summary>Starts a relay and keeps it.</summary>
    /// <exception cref="SmtpAdminException">The name is taken, or the relay cannot start.</exception>
    public async Task<SmtpRelay> StartAsync(RelayOptions options, CancellationToken cancellationToken)
    {
        if (Find(options.Name) is not null)
        {
            throw new SmtpAdminException(ErrorKind.RelayNameTaken, $"'{options.Name}' is its name.");
        }

        IRunningRelay relay = await RelayEngine.StartAsync(options, cancellationToken).ConfigureAwait(false);
        lock (_relays)
        {
            _relays.Add(options.Name, relay);
        }

        return await relay.GetStateAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The relay of a name, or null.</summary>
    public IRunningRelay? Find(string name)
    {
        lock (_relays)
        {
            return _relays.TryGetValue(name, out IRunningRelay? relay) ? relay : null;
        }
    }

    /// <summary>All relays, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, IRunningRelay>> List()
    {
        lock (_relays)
        {
            return [.. _relays.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>Takes a relay out and stops it; returns what it was at the end.</summary>
    public async Task<SmtpRelay> StopAsync(string name, IRunningRelay relay, CancellationToken cancellationToken)
    {
        lock (_relays)
        {
            _relays.Remove(name);
        }

        await relay.StopAsync(cancellationToken).ConfigureAwait(false);
        return await relay.GetStateAsync(cancellationToken).ConfigureAwait(false);
    }

    private void StopAll()
    {
        IReadOnlyList<KeyValuePair<string, IRunningRelay>> relays = List();
        // The module's removal is synchronous and must not return before the sockets are closed.
        Task.WaitAll(relays.Select(pair => Task.Run(() => StopAsync(pair.Key, pair.Value, CancellationToken.None))).ToArray());
    }

    private static RelayRegistry Create(Runspace runspace)
    {
        RelayRegistry registry = new();
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
            {
                registry.StopAll();
            }
        };
        return registry;
    }
}
