using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>A runspace of the real engine, as bare as the package brings it, with or without the staged module.</summary>
internal sealed class HostedEngine : IDisposable
{
    private readonly Runspace _runspace;

    public HostedEngine(params SessionStateCmdletEntry[] cmdlets)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Commands.Add(cmdlets);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public Runspace Runspace => _runspace;

    /// <summary>An engine that has imported the module from the repository's root.</summary>
    public static HostedEngine WithModule()
    {
        HostedEngine engine = new();
        engine.Run($"Import-Module -Name '{RepositoryFiles.Manifest}' -ErrorAction Stop").ThrowIfFailed();
        return engine;
    }

    /// <summary>Runs a script to its end; variables are set before it.</summary>
    public EngineResult Run(string script, params (string Name, object? Value)[] variables)
    {
        using PowerShell shell = Create(script, variables);
        List<object?> output = [];
        Exception? failure = null;
        try
        {
            Collection<PSObject> results = shell.Invoke();
            output.AddRange(results.Select(result => result?.BaseObject is PSCustomObject ? result : result?.BaseObject));
        }
        catch (RuntimeException exception)
        {
            failure = exception;
        }

        return new EngineResult(output, [.. shell.Streams.Error], failure);
    }

    /// <summary>Makes a shell in this runspace that the caller starts and stops.</summary>
    public PowerShell Create(string script, params (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        PowerShell shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
