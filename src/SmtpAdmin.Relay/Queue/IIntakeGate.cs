namespace SmtpAdmin.Relay.Queue;

/// <summary>Says whether a store can take mail now, before any of it is sent.</summary>
internal interface IIntakeGate
{
    /// <summary>Asked at each MAIL; where it says no, the session answers 452 and the client comes again later.</summary>
    /// <param name="messageSize">The largest size in bytes that the message may have.</param>
    bool HasRoom(long messageSize);
}
