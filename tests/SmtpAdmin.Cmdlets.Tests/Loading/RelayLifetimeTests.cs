using System.Net.Sockets;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Loading;

/// <summary>A relay lives no longer than the module, the runspace or Stop-SmtpRelay lets it.</summary>
public sealed class RelayLifetimeTests
{
    [Fact]
    public void Removing_the_module_closes_its_relays_sockets()
    {
        using HostedEngine engine = HostedEngine.WithModule();
        int first = engine.Run("(Start-SmtpRelay).Port").Single<int>();
        int second = engine.Run("(Start-SmtpRelay).Port").Single<int>();
        Assert.True(IsListening(first) && IsListening(second));

        engine.Run("Remove-Module SmtpAdmin").ThrowIfFailed();

        Assert.False(IsListening(first) || IsListening(second));
    }

    [Fact]
    public void Importing_again_with_Force_closes_the_relays_of_the_import_before()
    {
        using HostedEngine engine = HostedEngine.WithModule();
        int port = engine.Run("(Start-SmtpRelay).Port").Single<int>();

        engine.Run($"Import-Module '{RepositoryFiles.Manifest}' -Force").ThrowIfFailed();

        Assert.False(IsListening(port));
        Assert.Empty(engine.Run("Get-SmtpRelay").ThrowIfFailed().Output);
    }

    [Fact]
    public void Closing_the_runspace_closes_its_relays_sockets()
    {
        int port;
        using (HostedEngine engine = HostedEngine.WithModule())
        {
            port = engine.Run("(Start-SmtpRelay).Port").Single<int>();
            Assert.True(IsListening(port));
        }

        Assert.False(IsListening(port));
    }

    [Fact]
    public void A_runspace_neither_sees_nor_ends_another_ones_relays()
    {
        using HostedEngine one = HostedEngine.WithModule();
        using HostedEngine other = HostedEngine.WithModule();
        int port = one.Run("(Start-SmtpRelay).Port").Single<int>();

        Assert.Empty(other.Run("Get-SmtpRelay").ThrowIfFailed().Output);
        other.Run("Remove-Module SmtpAdmin").ThrowIfFailed();

        Assert.True(IsListening(port));
    }

    private static bool IsListening(int port)
    {
        try
        {
            using TcpClient client = new("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
