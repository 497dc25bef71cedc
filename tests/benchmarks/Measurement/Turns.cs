using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>Lets contenders take turns: A B A B, after one round that is not counted, in which caches and JIT warm up.</summary>
internal static class Turns
{
    public static async Task<IReadOnlyList<Series>> RunAsync(
        IReadOnlyList<Contender> contenders, int rounds, CancellationToken cancellationToken)
    {
        List<TimeSpan>[] times = [.. contenders.Select(_ => new List<TimeSpan>(rounds))];
        for (int round = 0; round <= rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                TimeSpan time = await contenders[i].TakeTurnAsync(cancellationToken);
                if (round > 0)
                {
                    times[i].Add(time);
                }
            }
        }

        return [.. contenders.Select((contender, i) => new Series(contender.Name, times[i]))];
    }
}
