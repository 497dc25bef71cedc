using System;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Queue;

/// <summary>A change given as a function, with its result.</summary>
internal sealed class WriteRequest<T>(Func<QueueStatements, T> change) : IWriteRequest
{
    // Continuations run elsewhere: the committing thread must not end up carrying on an SMTP session.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _completion.Task;

    public void Apply(QueueStatements statements) => _result = change(statements);

    public void Complete() => _completion.SetResult(_result!);

    public void Fail(Exception exception) => _completion.SetException(exception);
}
