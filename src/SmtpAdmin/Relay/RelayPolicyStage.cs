namespace SmtpAdmin;

/// <summary>The steps of a dialogue at which a relay's policy is asked.</summary>
public enum RelayPolicyStage
{
    /// <summary>The client connects.</summary>
    Connection,

    /// <summary>The client signs in, with a password that is taken to be right.</summary>
    SignIn,

    /// <summary>The client names the sender with MAIL.</summary>
    Sender,

    /// <summary>The client names a recipient with RCPT.</summary>
    Recipient,
}
