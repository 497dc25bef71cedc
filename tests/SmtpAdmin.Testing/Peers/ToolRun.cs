using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Peers;

/// <summary>Runs a tool to its end, within a time, with its output captured within a bound.</summary>
public static class ToolRun
{
    private const int MaximumOutput = 256 * 1024;

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>Runs it; a tool that does not end in time is killed, and the test fails.</summary>
    public static async Task<ToolResult> RunAsync(string path, IEnumerable<string> arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(s_deadline);
        Task<string> output = ReadAsync(process.StandardOutput.BaseStream, deadline.Token);
        Task<string> errors = ReadAsync(process.StandardError.BaseStream, deadline.Token);
        try
        {
            await WriteAsync(process.StandardInput.BaseStream, input ?? [], deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{path} did not end within {s_deadline.TotalSeconds} seconds.");
        }
    }

    private static async Task WriteAsync(Stream stream, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(input, cancellationToken);
            await stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The tool ended without reading; its exit code says why.
        }
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (text.Length < MaximumOutput)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }

        return text.ToString();
    }
}
