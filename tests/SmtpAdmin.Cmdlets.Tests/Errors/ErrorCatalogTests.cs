using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Errors;

public sealed class ErrorCatalogTests
{
    public static TheoryData<ErrorKind> Kinds => [.. Enum.GetValues<ErrorKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_a_whole_entry(ErrorKind kind)
    {
        ErrorEntry entry = ErrorCatalog.Entries[kind];

        Assert.Matches(@"^[A-Z].*\.$", entry.Message);
        Assert.Matches(@"^[A-Z$].*\.$", entry.RecommendedAction);
        Assert.True(entry.RecommendedAction.Length > 20, entry.RecommendedAction);
        Assert.Equal(kind == ErrorKind.Unexpected, entry.Category == ErrorCategory.NotSpecified);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_is_used(ErrorKind kind)
    {
        string[] definitions = ["ErrorKind.cs", "ErrorCatalog.cs"];
        string[] sources = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.cs", SearchOption.AllDirectories);

        bool isUsed = kind == ErrorKind.Unexpected || sources
            .Where(file => !definitions.Contains(Path.GetFileName(file)))
            .Any(file => File.ReadAllText(file).Contains($"ErrorKind.{kind}", StringComparison.Ordinal));

        Assert.True(isUsed, $"{kind} has an entry that nothing uses.");
    }

    [Fact]
    public void A_servers_refusal_keeps_code_enhanced_code_and_text()
    {
        SmtpReply reply = new()
        {
            Code = 550,
            EnhancedStatus = new EnhancedStatusCode(5, 1, 1),
            Lines = ["No such user here"],
        };

        ErrorRecord record = ErrorCatalog.CreateRecord(
            new SmtpAdminException(ErrorKind.RecipientRefused, "b@example.com was offered.", reply), "b@example.com");

        SmtpAdminException exception = Assert.IsType<SmtpAdminException>(record.Exception);
        Assert.Equal(reply, exception.Reply);
        Assert.Contains("550 5.1.1 No such user here", record.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("RecipientRefused", record.FullyQualifiedErrorId);
        Assert.Equal("b@example.com", record.TargetObject);
    }
}
