using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>
/// Delivers one message after the other. The outcome of each is on disk before the next one begins, so that a crash can
/// send twice only what is under way. Cancelling cuts the attempt off; what was not sent whole is given back untried.
/// </summary>
internal sealed class DeliveryWorker(DeliveryAttempt attempt, OutcomeRecorder recorder, RouteState route)
{
    public async Task DeliverAsync(ReadyMessage ready, CancellationToken cancellationToken)
    {
        RouteEntry entry = route.Enter();
        AttemptReport report = entry == RouteEntry.Held
            ? new AttemptReport()
            : await TryAsync(ready, entry, cancellationToken).ConfigureAwait(false);

        Task recording = report.Outcomes is { } outcomes
            ? recorder.RecordAsync(ready.Message, outcomes, cancellationToken)
            : recorder.ReleaseAsync([ready.Message], cancellationToken);
        await recording.ConfigureAwait(false);
    }

    private async Task<AttemptReport> TryAsync(
        ReadyMessage ready, RouteEntry entry, CancellationToken cancellationToken)
    {
        var report = new AttemptReport();
        try
        {
            report = await attempt.RunAsync(ready, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return report;
        }
        finally
        {
            Tell(report, entry);
        }

        return report;
    }

    private void Tell(AttemptReport report, RouteEntry entry)
    {
        if (report.RouteFault is { } fault)
        {
            route.ReportDown(entry, fault);
        }
        else if (report.IsRouteUp)
        {
            route.ReportUp();
        }
        else
        {
            route.ReportNothing(entry);
        }
    }
}
