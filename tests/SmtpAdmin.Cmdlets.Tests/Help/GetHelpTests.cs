using System.Linq;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Help;

/// <summary>What Get-Help shows in an engine that has nothing but the module.</summary>
public sealed class GetHelpTests
{
    public static TheoryData<string> Cmdlets => [.. CmdletFacts.Names];

    [Theory, MemberData(nameof(Cmdlets))]
    public void Get_Help_finds_synopsis_and_examples(string cmdlet)
    {
        using HostedEngine engine = HostedEngine.WithModule();
        HelpPage page = HelpPage.Read(cmdlet);

        string synopsis = engine.Run("(Get-Help $cmdlet).Synopsis", ("cmdlet", cmdlet)).Single<string>();
        string[] titles =
        [
            .. engine.Run("(Get-Help $cmdlet -Examples).examples.example.title", ("cmdlet", cmdlet)).All<string>(),
        ];

        Assert.Equal(page.Synopsis, synopsis.Trim());
        Assert.Equal(page.Examples.Select(example => example.Title), titles.Select(title => title.Trim('-', ' ')));
    }

    [Fact]
    public void Get_Help_describes_a_parameter()
    {
        using HostedEngine engine = HostedEngine.WithModule();

        string description = engine
            .Run("(Get-Help Send-SmtpMessage -Parameter To).description.Text -join ' '")
            .Single<string>();

        Assert.Equal(HelpPage.Read("Send-SmtpMessage").Parameters["To"].Description, description);
    }

    [Fact]
    public void Get_Help_shows_the_about_topic()
    {
        using HostedEngine engine = HostedEngine.WithModule();

        string topic = engine.Run("[string] (Get-Help about_SmtpAdmin)").Single<string>();

        Assert.Contains("SHORT DESCRIPTION", topic);
        Assert.All(CmdletFacts.Names, cmdlet => Assert.Contains(cmdlet, topic));
    }
}
