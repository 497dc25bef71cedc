using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Runspaces;

namespace SmtpAdmin.Host.Engine;

/// <summary>What to run: a script file with arguments, as <c>pwsh -File</c>, or text, as <c>pwsh -Command</c>.</summary>
internal sealed class ScriptTarget
{
    private ScriptTarget(Command command, bool lastCommandDecides)
    {
        Command = command;
        LastCommandDecides = lastCommandDecides;
    }

    public Command Command { get; }

    /// <summary>True where a false <c>$?</c> at the end means failure: for text, not for a script file.</summary>
    public bool LastCommandDecides { get; }

    public static ScriptTarget Choose(string target, IReadOnlyList<string> arguments, TextReader input)
    {
        if (target == "-")
        {
            return Text(input.ReadToEnd());
        }

        if (!target.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            return Text(string.Join(' ', arguments.Prepend(target)));
        }

        if (File.Exists(target))
        {
            return Script(Path.GetFullPath(target), arguments);
        }

        // Text such as "& $folder/report.ps1" also ends so; a path that holds blanks and does not exist fails there.
        return target.Any(char.IsWhiteSpace)
            ? Text(string.Join(' ', arguments.Prepend(target)))
            : throw new UsageException($"There is no script '{target}'.");
    }

    private static ScriptTarget Script(string path, IReadOnlyList<string> arguments)
    {
        Command command = new(path, isScript: false, useLocalScope: false);
        foreach (CommandParameter parameter in ScriptArguments.Parse(arguments))
        {
            command.Parameters.Add(parameter);
        }

        return new ScriptTarget(command, lastCommandDecides: false);
    }

    private static ScriptTarget Text(string text)
        => new(new Command(text, isScript: true, useLocalScope: false), lastCommandDecides: true);
}
