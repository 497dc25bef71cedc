using SmtpAdmin.Core.Sending;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

public sealed class QueueIdentifierTests
{
    [Theory]
    [InlineData("Ok: queued as 4XyZ1234", "4XyZ1234")]
    [InlineData("OK id=1rABcD-000123-4E", "1rABcD-000123-4E")]
    [InlineData("43AHbZ8u012345 Message accepted for delivery", "43AHbZ8u012345")]
    [InlineData("<abc@example.com> [InternalId=12345678901, Hostname=MAIL.example.com] Queued mail for delivery", "12345678901")]
    [InlineData("Ok 0102018f2a3b4c5d-01234567-89ab-cdef-0123-456789abcdef-000000", "0102018f2a3b4c5d-01234567-89ab-cdef-0123-456789abcdef-000000")]
    [InlineData("OK  1732464000 x-20si1234567abc.12 - gsmtp", "1732464000 x-20si1234567abc.12 - gsmtp")]
    [InlineData("Thank you", null)]
    public void The_forms_of_servers_in_use_are_known_and_no_other_is_guessed(string text, string? id) =>
        Assert.Equal(id, QueueIdentifier.Find(new SmtpReply { Code = 250, Lines = [text] }));

    [Fact]
    public void A_refusal_names_none() =>
        Assert.Null(QueueIdentifier.Find(new SmtpReply { Code = 450, Lines = ["queued as 1234"] }));
}
