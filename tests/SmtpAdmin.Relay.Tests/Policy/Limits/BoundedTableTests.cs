using System.Linq;
using SmtpAdmin.Relay.Policy.Limits;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy.Limits;

public sealed class BoundedTableTests
{
    [Fact]
    public void A_flood_of_keys_stays_within_the_bounds_and_keeps_who_comes_often()
    {
        var table = new BoundedTable<int, string>(capacity: 100);
        table.Set(-1, "often");
        foreach (int key in Enumerable.Range(0, 100_000))
        {
            table.Set(key, "once");
            Assert.True(table.Count <= 100);
            if (key % 20 == 0)
            {
                table.Set(-1, table.Find(-1) ?? "forgotten");
            }
        }

        Assert.Equal("often", table.Find(-1));
        Assert.Null(table.Find(0));
        Assert.Equal("once", table.Find(99_999));
    }

    [Fact]
    public void A_key_has_one_value()
    {
        var table = new BoundedTable<string, int>(capacity: 4);
        table.Set("a", 1);
        table.Set("b", 2);
        table.Set("a", 3);
        Assert.Equal(2, table.Count);
        Assert.Equal(3, table.Find("a"));
    }
}
