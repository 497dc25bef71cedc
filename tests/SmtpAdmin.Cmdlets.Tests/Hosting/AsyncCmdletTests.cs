using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Hosting;

public sealed class AsyncCmdletTests : IDisposable
{
    private readonly BlockRunner _runner = new();

    public static TheoryData<string> Blocks => ["Begin", "Process", "End"];

    public void Dispose() => _runner.Dispose();

    [Theory, MemberData(nameof(Blocks))]
    public void Output_is_taken_before_the_write_completes_and_in_order(string block)
    {
        EngineResult result = _runner.Run(block, async (pipeline, _) =>
        {
            foreach (int number in Enumerable.Range(1, 100))
            {
                await pipeline.WriteObjectAsync(number);
            }
        });

        Assert.Equal(Enumerable.Range(1, 100), result.All<int>());
    }

    [Theory, MemberData(nameof(Blocks))]
    public void All_streams_keep_the_order_of_the_calls(string block)
    {
        EngineResult result = _runner.Run(
            block,
            async (pipeline, _) =>
            {
                pipeline.WriteVerbose("1");
                pipeline.WriteWarning("2");
                await pipeline.WriteObjectAsync("3");
                pipeline.WriteDebug("4");
                await pipeline.WriteErrorAsync(NewError("5"));
                pipeline.WriteVerbose("6");
            },
            "-Verbose -Debug -WarningAction Continue *>&1");

        Assert.Null(result.Failure);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], result.Output.Select(item => item!.ToString()));
    }

    [Theory, MemberData(nameof(Blocks))]
    public void The_block_never_resumes_on_the_pipeline_thread(string block)
    {
        int pipelineThread = 0;
        List<int> blockThreads = [];
        _runner.Run(block, async (pipeline, _) =>
        {
            for (int i = 0; i < 50; i++)
            {
                pipelineThread = await pipeline.InvokeAsync(_ => Environment.CurrentManagedThreadId);
                blockThreads.Add(Environment.CurrentManagedThreadId);
            }
        }).ThrowIfFailed();

        Assert.Equal(50, blockThreads.Count);
        Assert.DoesNotContain(pipelineThread, blockThreads);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void A_write_that_PowerShell_refuses_fails_for_the_awaiting_caller(string block)
    {
        Exception? seen = null;
        EngineResult result = _runner.Run(
            block,
            async (pipeline, _) => seen = await Record.ExceptionAsync(() => pipeline.WriteErrorAsync(NewError("stop here"))),
            "-ErrorAction Stop");

        // The engine keeps the stop for itself and tells the writer that the pipeline has ended.
        Assert.IsType<PipelineStoppedException>(seen);
        // The block swallowed it, and still the pipeline ends as the user asked.
        Assert.IsType<ActionPreferenceStopException>(result.Failure);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void A_queued_write_that_PowerShell_refuses_ends_the_block(string block)
    {
        EngineResult result = _runner.Run(
            block,
            async (pipeline, token) =>
            {
                pipeline.WriteWarning("stop here");
                await Task.Delay(Timeout.Infinite, token);
            },
            "-WarningAction Stop");

        Assert.IsType<ActionPreferenceStopException>(result.Failure);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void A_terminating_error_keeps_its_id_and_target(string block)
    {
        EngineResult result = _runner.Run(block, (_, _) => throw new TerminatingErrorException(NewError("no further")));

        Assert.StartsWith("TestError,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("item", result.Error.TargetObject);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void An_exception_of_a_known_kind_becomes_the_catalogues_error(string block)
    {
        EngineResult result = _runner.Run(
            block, (_, _) => throw new SmtpAdminException(ErrorKind.HostNotFound, "'nowhere' was asked for."));

        Assert.StartsWith("HostNotFound,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Error.CategoryInfo.Category);
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void A_stop_waits_until_the_block_has_cleaned_up(string block)
    {
        bool cleanedUp = false;
        _runner.RunAndStop(block, async (_, token, waiting) =>
        {
            try
            {
                waiting();
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                await Task.Delay(100, CancellationToken.None);
                cleanedUp = true;
            }
        });

        Assert.True(cleanedUp);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void A_call_after_the_stop_throws_PipelineStopped(string block)
    {
        Exception? seen = null;
        _runner.RunAndStop(block, async (pipeline, token, waiting) =>
        {
            waiting();
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, CancellationToken.None);
            seen = await Record.ExceptionAsync(() => pipeline.WriteObjectAsync("too late"));
        });

        Assert.IsType<PipelineStoppedException>(seen);
    }

    [Theory, MemberData(nameof(Blocks))]
    public async Task A_call_after_the_block_has_ended_throws_PipelineStopped(string block)
    {
        AsyncPipeline? kept = null;
        _runner.Run(block, (pipeline, _) =>
        {
            kept = pipeline;
            return Task.CompletedTask;
        }).ThrowIfFailed();

        await Assert.ThrowsAsync<PipelineStoppedException>(() => kept!.WriteObjectAsync("too late"));
        Assert.Throws<PipelineStoppedException>(() => kept!.WriteVerbose("too late"));
    }

    [Theory, MemberData(nameof(Blocks))]
    public void The_token_source_is_disposed_with_the_cmdlet(string block)
    {
        CancellationToken kept = default;
        int disposed = 0;
        _runner.Run(
            block,
            (_, token) =>
            {
                kept = token;
                return Task.CompletedTask;
            },
            onDispose: () => disposed++).ThrowIfFailed();

        Assert.Equal(1, disposed);
        Assert.Throws<ObjectDisposedException>(() => kept.WaitHandle);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void A_reader_that_has_enough_ends_the_block(string block)
    {
        int written = 0;
        EngineResult result = _runner.Run(
            block,
            async (pipeline, _) =>
            {
                while (true)
                {
                    await pipeline.WriteObjectAsync(++written);
                }
            },
            "| Microsoft.PowerShell.Core\\ForEach-Object { $_; if ($_ -eq 3) { break } }");

        Assert.Equal([1, 2, 3], result.Output);
        Assert.Equal(3, written);
    }

    [Theory, MemberData(nameof(Blocks))]
    public void WhatIf_answers_no(string block)
    {
        bool? answer = null;
        _runner.Run(
            block, async (pipeline, _) => answer = await pipeline.ShouldProcessAsync("target", "action"), "-WhatIf");

        Assert.False(answer);
    }

    private static ErrorRecord NewError(string message)
        => new(new InvalidOperationException(message), "TestError", ErrorCategory.InvalidOperation, "item");
}
