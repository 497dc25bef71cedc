using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// Collects what a record does wrong. Bounded: a record of 64 KiB can hold tens of thousands of mistakes.
/// </summary>
internal sealed class ProblemList
{
    private const int MaxProblems = 50;

    private readonly List<RecordProblem> _problems = [];

    /// <summary>The problems in the order in which they were found.</summary>
    public IReadOnlyList<RecordProblem> Problems => _problems;

    /// <summary>Notes a problem at a position of the record's text.</summary>
    public void Add(string code, int position, string text)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new RecordProblem(code, position, EscapedText.Shorten(text)));
        }
    }
}
