using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Processes;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>A Postfix of our own beside any that the machine runs: own configuration, queue, data and port.</summary>
internal sealed class PostfixInstance : IAsyncDisposable
{
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(20);

    private readonly string _configuration;
    private readonly ChildProcess _process;

    private PostfixInstance(string configuration, ChildProcess process, int port)
    {
        _configuration = configuration;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts one that delivers to a port of this machine.</summary>
    /// <exception cref="MissingToolException">Postfix is not installed, or we may not start it.</exception>
    public static async Task<PostfixInstance> StartAsync(int smartHostPort, string folder, CancellationToken cancellationToken)
    {
        string program = Tool.FindOfPostfix("postfix");
        if (!Environment.IsPrivilegedProcess)
        {
            throw new MissingToolException("needs root, as Postfix starts its own processes under other users");
        }

        int port = Loopback.FindFreePort();
        string configuration = await WriteFilesAsync(folder, port, smartHostPort, cancellationToken);
        // In the foreground, so that it is our child for as long as it runs.
        ChildProcess process = ChildProcess.Start(program, "-c", configuration, "start-fg");
        PostfixInstance instance = new(configuration, process, port);
        try
        {
            await Loopback.WaitForListenerAsync(port, "Postfix", cancellationToken);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new(s_stopLimit);
        try
        {
            await ChildProcess.RunAsync(Tool.FindOfPostfix("postfix"), ["-c", _configuration, "stop"], limit.Token);
            await _process.FinishAsync(s_stopLimit);
        }
        catch (Exception exception) when (exception is OperationCanceledException or BenchmarkException)
        {
            // It never ran, or does not stop: what is left of it is killed below.
        }
        finally
        {
            await _process.DisposeAsync();
        }
    }

    private static async Task<string> WriteFilesAsync(
        string folder, int port, int smartHostPort, CancellationToken cancellationToken)
    {
        string data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "queue"));
        string configuration = Directory.CreateDirectory(Path.Combine(folder, "config")).FullName;
        await ChildProcess.RunAsync("chown", ["postfix", data], cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(configuration, "main.cf"), PostfixConfiguration.MainFile(folder, smartHostPort), cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(configuration, "master.cf"), PostfixConfiguration.MasterFile(port), cancellationToken);
        return configuration;
    }
}
