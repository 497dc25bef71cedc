using System;

namespace SmtpAdmin.Relay.Queue;

/// <summary>One caller's change of the queue, waiting to be committed together with those of others.</summary>
internal interface IWriteRequest
{
    /// <summary>
    /// Makes the change inside the open transaction. Called again where the first transaction was rolled back.
    /// </summary>
    void Apply(QueueStatements statements);

    /// <summary>Tells the caller that the change is durable.</summary>
    void Complete();

    /// <summary>Tells the caller that nothing of the change happened.</summary>
    void Fail(Exception exception);
}
