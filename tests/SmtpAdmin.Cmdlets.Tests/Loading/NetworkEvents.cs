using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Tracing;

namespace SmtpAdmin.Cmdlets.Tests.Loading;

/// <summary>Collects what the runtime reports of sockets and name lookups while it is there.</summary>
internal sealed class NetworkEvents : EventListener
{
    private readonly ConcurrentQueue<string> _seen = new();

    public IReadOnlyCollection<string> Seen => _seen;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution" or "System.Net.Http")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName != "EventCounters")
        {
            _seen.Enqueue($"{eventData.EventSource.Name} {eventData.EventName}");
        }
    }
}
