namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>What a mail exchanger shows.</summary>
public enum SignedMailServer
{
    /// <summary>A valid certificate for its name, below an authority whose root only the test has.</summary>
    Named,

    /// <summary>A valid certificate for another name.</summary>
    OtherName,

    /// <summary>An expired certificate for its name.</summary>
    Expired,

    /// <summary>No STARTTLS.</summary>
    NoTls,
}
