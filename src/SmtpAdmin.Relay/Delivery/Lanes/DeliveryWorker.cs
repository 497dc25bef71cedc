using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Sending.Pacing;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>
/// Delivers one message after the other. The outcome of each is on disk before the next one begins, so that a crash can
/// send twice only what is under way. Cancelling cuts the attempt off; what was not sent whole is given back untried.
/// </summary>
internal sealed class DeliveryWorker(
    IDeliveryAttempt attempt, DeliveryLane lane, MessagePacer pacer, LaneServices services)
{
    public async Task DeliverAsync(DeliveryJob job, CancellationToken stopping, CancellationToken aborting)
    {
        AttemptReport report = await TryAsync(job, stopping, aborting).ConfigureAwait(false);
        Task recording = report.Outcomes is { } outcomes
            ? services.Recorder.RecordAsync(job, outcomes, aborting)
            : services.Recorder.ReleaseAsync([(job, ReturnTime(stopping))], aborting);
        await recording.ConfigureAwait(false);
    }

    private DateTimeOffset ReturnTime(CancellationToken stopping) => stopping.IsCancellationRequested
        ? services.Time.GetUtcNow()
        : services.ReturnTime(lane.Route.NextProbeAt);

    private async Task<AttemptReport> TryAsync(DeliveryJob job, CancellationToken stopping, CancellationToken aborting)
    {
        var report = new AttemptReport();
        RouteEntry entry = lane.Route.Enter();
        if (entry == RouteEntry.Held)
        {
            return report;
        }

        try
        {
            await pacer.WaitAsync(stopping).ConfigureAwait(false);
            report = await attempt.RunAsync(job, aborting).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || aborting.IsCancellationRequested)
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
            if (report.IsTooFast)
            {
                lane.Window.Halve();
            }

            // A connection that fails is one failure of a cohort; a fault that all would meet needs no more of them.
            bool isDead = report.Outcomes is null || lane.Window.Failed();
            if (isDead || entry == RouteEntry.Probe)
            {
                lane.Route.ReportDown(entry, fault);
            }
        }
        else if (report.IsRouteUp)
        {
            lane.Window.Succeeded();
            lane.Route.ReportUp();
        }
        else
        {
            lane.Route.ReportNothing(entry);
        }
    }
}
