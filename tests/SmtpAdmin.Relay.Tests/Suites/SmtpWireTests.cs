using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Suites;

/// <summary>Replays the public cases of the suite smtp-wire, each on a connection of its own.</summary>
public sealed class SmtpWireTests
{
    private static readonly RelayOptions s_options = TestRelay.SecureOptions with
    {
        Users = [new NetworkCredential("username", "password")],
    };

    public static TheoryData<string, string> Dialogues =>
        WireSuite.Ids("aiosmtpd", "cpython-smtpd", "go-smtp", "smtpscript");

    public static TheoryData<string, string> FalseEnds => WireSuite.Ids("end-of-data");

    public static TheoryData<string, string> SpoofedMessages => WireSuite.Ids("espoofer");

    [Theory]
    [MemberData(nameof(Dialogues))]
    public async Task A_public_dialogue_goes_as_expected(string file, string id)
    {
        JsonElement item = WireSuite.Find(file, id);
        bool isDeviation = SmtpWireDeviations.Reasons.TryGetValue($"{file}/{id}", out string? reason);
        Assert.SkipWhen(isDeviation, reason ?? string.Empty);
        await using TestRelay relay = TestRelay.Start(OptionsFor(id));
        await using SmtpConversation client = await relay.GreetAsync();
        await SetUpAsync(client, id, item);
        var player = new WirePlayer(client);
        foreach (WireStep step in item.GetProperty("steps").EnumerateArray().Select(WireStep.Read))
        {
            await player.PlayAsync(step);
        }
    }

    [Theory]
    [MemberData(nameof(FalseEnds))]
    public async Task No_public_false_end_ends_a_message(string file, string id)
    {
        JsonElement step = WireSuite.Find(file, id).GetProperty("steps")[0];
        await using TestRelay relay = TestRelay.Start(s_options);
        await using SmtpConversation client = await relay.DataAsync();
        await client.SendAsync("text" + WireStep.Read(step).Sent + "more\r\n.\r\n");
        await client.ExpectAsync("550 5.6.0 ");
        await client.SendExpectAsync("NOOP", "250 ");
    }

    [Theory]
    [MemberData(nameof(SpoofedMessages))]
    public async Task A_spoofed_message_is_refused_by_its_path_or_kept_as_it_is(string file, string id)
    {
        JsonElement mail = WireSuite.Find(file, id).GetProperty("steps")[0].GetProperty("case");
        JsonElement data = mail.GetProperty("data");
        string message = string.Concat(data.EnumerateObject().Select(part => part.Value.GetString()));
        string path = mail.GetProperty("mailfrom").GetString()!;

        await using TestRelay relay = TestRelay.Start(s_options);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.SendExpectAsync($"EHLO {mail.GetProperty("helo")}", "250 ");
        bool isPath = !path.Contains('(') && path.Count(character => character == '@') == 1;
        await client.SendExpectAsync($"MAIL FROM:{path}", isPath ? "250 " : "501 5.1.7 ");
        if (!isPath)
        {
            return;
        }

        await client.SendExpectAsync($"RCPT TO:{mail.GetProperty("rcptto")}", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync(message + ".\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        Assert.Equal(message, (await relay.CapturedAsync()).Content);
    }

    /// <summary>The options that a case's server has upstream.</summary>
    private static RelayOptions OptionsFor(string id)
    {
        if (id.Contains("DataSizeLimit", StringComparison.Ordinal))
        {
            return s_options with { MaximumMessageSize = 32 };
        }

        return id switch
        {
            "SMTPDChannelTest.test_MAIL_size_parameter_larger_than_default_data_size_limit" =>
                s_options with { MaximumMessageSize = 2048 },
            "TestRequiredAuthentication.test_mail_unauthenticated" => s_options with { RequireAuthentication = true },
            _ => s_options,
        };
    }

    /// <summary>Brings the session into the state that the case begins in; here AUTH needs TLS.</summary>
    private static async Task SetUpAsync(SmtpConversation client, string id, JsonElement item)
    {
        string setup = item.TryGetProperty("setup", out JsonElement value) ? value.GetString()! : string.Empty;
        bool isSignedIn = setup == "testServerAuthenticated";
        bool isAboutSignIn = id.StartsWith("TestAuth", StringComparison.Ordinal)
            || id == "TestSMTPAuth.test_not_enough_values";
        if (isSignedIn || isAboutSignIn || setup == "testServerEhlo")
        {
            await client.StartTlsAsync();
        }

        if (isSignedIn)
        {
            await client.SendExpectAsync("AUTH PLAIN AHVzZXJuYW1lAHBhc3N3b3Jk", "235 ");
        }
    }
}
