using System;
using System.Collections.Generic;
using System.Management.Automation;
using SmtpAdmin.Host.Engine;
using SmtpAdmin.Host.Terminal;

namespace SmtpAdmin.Host.Verbs;

/// <summary>Runs a script or a command line in the engine, with the module imported.</summary>
internal sealed class RunVerb : IVerb
{
    public int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            RunOptions options = RunOptions.Parse(arguments);
            string? modulePath =
                options.ImportsModule ? ModuleLocator.Find(options.ModulePath, AppContext.BaseDirectory) : null;
            return Run(modulePath, ScriptTarget.Choose(options.Target, options.Arguments, Console.In));
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine($"smtpadmin: {e.Message} 'smtpadmin help' shows more.");
            return ExitCode.Usage;
        }
    }

    private static int Run(string? modulePath, ScriptTarget target)
    {
        using Interrupts interrupts = new();
        using Screen screen = new();
        EngineHost host = new(screen, new KeyboardInput(screen, interrupts.Stop));
        ErrorPrinter errors = new(screen);
        try
        {
            using EngineSession session = EngineSession.Open(host, modulePath);
            int exitCode = new ScriptRunner(session, host, errors).Run(target, interrupts.Stop);
            return interrupts.ExitCode ?? exitCode;
        }
        catch (RuntimeException e)
        {
            errors.Print(e.ErrorRecord);
            return ExitCode.Failure;
        }
    }
}
