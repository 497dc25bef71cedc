using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Processes;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>
/// Postfix's <c>smtp-source</c>: sends made-up messages, many on each connection (-d), and ends when each is answered
/// with 250. Any other answer is an error.
/// </summary>
internal static class MessageSource
{
    public static Task SendAsync(int port, int sessions, int messages, CancellationToken cancellationToken)
        => ChildProcess.RunAsync(
            Tool.FindOfPostfix("smtp-source"),
            [
                "-d",
                "-s", Text(sessions),
                "-m", Text(messages),
                "-l", Text(TestMessage.Size),
                "-f", TestMessage.Sender,
                "-t", TestMessage.Recipient,
                $"127.0.0.1:{port}",
            ],
            cancellationToken);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
