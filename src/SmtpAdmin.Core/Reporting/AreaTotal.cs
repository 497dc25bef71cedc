using System;

namespace SmtpAdmin.Core.Reporting;

/// <summary>How all domains together do in one area.</summary>
internal sealed class AreaTotal(string name)
{
    private long _sum;
    private int _known;

    public string Name => name;

    /// <summary>How many domains have no score in it.</summary>
    public int Unknown { get; private set; }

    /// <summary>The mean of the scores, or null where there is none.</summary>
    public int? Mean => _known == 0 ? null : (int)Math.Round((double)_sum / _known);

    public void Add(int? score)
    {
        if (score is { } known)
        {
            _sum += known;
            _known++;
        }
        else
        {
            Unknown++;
        }
    }
}
