using System.Linq;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>
/// How many times as fast as the peer we are: each round's pair gives a ratio, and the median of these counts. What
/// slows the machine for a while slows both halves of a pair, and so leaves the ratio alone.
/// </summary>
internal sealed record PairedRatio(double Median, double Least, double Most)
{
    public static PairedRatio Of(Series ours, Series peer)
    {
        double[] ratios = [.. ours.Times.Zip(peer.Times, (our, their) => their / our)];
        return new PairedRatio(Middle.Of(ratios), ratios.Min(), ratios.Max());
    }
}
