using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using Xunit;

namespace SmtpAdmin.Core.Tests.Composing;

public sealed class ComposingRehearsalTests
{
    [Fact]
    public async Task The_message_that_nobody_gets_is_composed_once()
    {
        Task first = ComposingRehearsal.Start();

        Assert.Same(first, ComposingRehearsal.Start());
        await first;
    }
}
