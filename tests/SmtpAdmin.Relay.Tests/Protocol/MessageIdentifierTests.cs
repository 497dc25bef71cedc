using System;
using System.Collections.Generic;
using SmtpAdmin.Relay.Protocol;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Protocol;

public sealed class MessageIdentifierTests
{
    [Fact]
    public void Ids_sort_by_time_and_are_safe_as_file_names()
    {
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        string previous = MessageIdentifier.Create(time);
        for (int step = 0; step < 40; step++)
        {
            time += TimeSpan.FromMilliseconds(Math.Pow(2, step));
            string id = MessageIdentifier.Create(time);
            Assert.Matches("^[0-9A-HJKMNP-TV-Z]{16}$", id);
            Assert.True(string.CompareOrdinal(previous, id) < 0);
            previous = id;
        }
    }

    [Fact]
    public void Ids_of_one_moment_differ()
    {
        var ids = new HashSet<string>();
        for (int count = 0; count < 1000; count++)
        {
            Assert.True(ids.Add(MessageIdentifier.Create(DateTimeOffset.UnixEpoch)));
        }
    }
}
