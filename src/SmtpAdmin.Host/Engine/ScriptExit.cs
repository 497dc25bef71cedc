using System.Management.Automation.Runspaces;
using System.Reflection;

namespace SmtpAdmin.Host.Engine;

/// <summary>
/// Makes <c>exit N</c> in a script file end the host, as <c>pwsh -File</c> does. The engine has a switch for it that
/// only its own host can reach; without it the file ends and N cannot be told from the code of a native program.
/// The engine's version is pinned, and a test of exit codes notices when the switch is gone.
/// </summary>
internal static class ScriptExit
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    public static void EndsHost(Runspace runspace, bool ends)
    {
        object? context = typeof(Runspace).GetProperty("ExecutionContext", Internal)?.GetValue(runspace);
        context?.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal)?.SetValue(context, ends);
    }
}
