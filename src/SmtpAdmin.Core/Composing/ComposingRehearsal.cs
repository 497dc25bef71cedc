using System;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// Composes a message that nobody gets, while the pipeline's first object is still being made. A process compiles the
/// code of composing when it is first run, which takes longer than a thousand messages do afterwards; done beside the
/// other beginnings, the first result comes sooner.
/// </summary>
internal static class ComposingRehearsal
{
    private static Task? s_done;

    /// <summary>Starts it on another thread, once in a process; nobody needs to wait for it.</summary>
    public static Task Start() => s_done ??= Task.Run(Run);

    private static void Run()
    {
        var draft = new MessageDraft
        {
            From = "sender@example.com",
            To = ["recipient@example.com"],
            Subject = "Rehearsal",
            Text = "Rehearsal\r\n",
        };
        new MessageComposer(TimeProvider.System).Compose(draft).Dispose();
    }
}
