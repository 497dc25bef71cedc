using System.Linq;
using System.Text;
using SmtpAdmin.Testing.Servers;

namespace SmtpAdmin.Core.Tests.Sending;

internal static class ScriptedServerExtensions
{
    /// <summary>The content of the only message received.</summary>
    public static string Content(this ScriptedServer server) => Encoding.UTF8.GetString(server.Contents.Single());
}
