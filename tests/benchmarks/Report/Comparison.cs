using System;
using System.Collections.Generic;
using SmtpAdmin.Benchmarks.Measurement;

namespace SmtpAdmin.Benchmarks.Report;

/// <summary>We beside one peer.</summary>
internal sealed record Comparison(string Title, Series Ours, Series Peer, IFigure Figure) : IFinding
{
    public IReadOnlyList<string> Cells
    {
        get
        {
            PairedRatio ratio = PairedRatio.Of(Ours, Peer);
            return
            [
                Title,
                Ours.Name,
                Peer.Name,
                FormattableString.Invariant($"**{ratio.Median:F2}**"),
                FormattableString.Invariant($"{ratio.Least:F2} to {ratio.Most:F2}"),
                Figure.Format(Ours.Median),
                Figure.Format(Peer.Median),
            ];
        }
    }
}
