using System;
using System.Linq;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Records;

public sealed class TagListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("v=DKIM1", "v=DKIM1@0/2")]
    [InlineData("v=DKIM1;", "v=DKIM1@0/2")]
    [InlineData("v=DKIM1; \t", "v=DKIM1@0/2")]
    [InlineData(" v = DKIM1 ;\tp =\r\n a b ; ", "v=DKIM1@1/5 p=a b@13/19")]
    [InlineData("p=", "p=@0/2")]
    [InlineData("p=a=b==", "p=a=b==@0/2")]
    [InlineData("a_1=x", "a_1=x@0/4")]
    [InlineData("p=1;P=2", "p=1@0/2 P=2@4/6")]
    public void Tags_are_read_with_their_positions(string text, string expected)
    {
        var problems = new ProblemList();
        TagList tags = TagList.Parse(text, "X", StringComparison.Ordinal, problems);

        Assert.Equal(expected, string.Join(' ', tags.Tags.Select(tag => $"{tag}@{tag.Position}/{tag.ValuePosition}")));
        Assert.Empty(problems.Problems);
    }

    [Theory]
    [InlineData("v=1;;p=2", "X-TAG-SYNTAX at 4: ")]
    [InlineData(";", "X-TAG-SYNTAX at 0: ")]
    [InlineData("v=1; word ;p=2", "X-TAG-SYNTAX at 5: word ")]
    [InlineData("v=1; =word", "X-TAG-SYNTAX at 5: =word")]
    [InlineData("v=1; a-b=c", "X-TAG-SYNTAX at 5: a-b=c")]
    [InlineData("v=1; 1a=c", "X-TAG-SYNTAX at 5: 1a=c")]
    [InlineData("v=1; n=\u00FC", "X-TAG-SYNTAX at 5: n=\u00FC")]
    [InlineData("v=1; v=2", "X-TAG-DUPLICATE at 5: v=2")]
    public void What_is_no_tag_is_named_with_its_position(string text, string expected)
    {
        var problems = new ProblemList();
        TagList tags = TagList.Parse(text, "X", StringComparison.Ordinal, problems);

        Assert.Equal(expected, Assert.Single(problems.Problems).ToString());
        Assert.Equal("1", tags.Find("v")?.Value ?? "1");
    }

    [Fact]
    public void Case_counts_in_names_only_where_the_standard_says_so()
    {
        var problems = new ProblemList();

        Assert.Null(TagList.Parse("V=1", "X", StringComparison.Ordinal, problems).Find("v"));
        Assert.Equal("1", TagList.Parse("V=1", "X", StringComparison.OrdinalIgnoreCase, problems).Find("v")?.Value);
    }
}
