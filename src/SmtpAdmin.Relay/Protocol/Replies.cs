namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// The replies whose text never changes. Codes: RFC 5321, section 4.2.2; RFC 3463; RFC 5248; RFC 4954, section 6.
/// </summary>
internal static class Replies
{
    public static readonly Reply Ok = new(250, "2.0.0", "Ok");
    public static readonly Reply SenderOk = new(250, "2.1.0", "Sender ok");
    public static readonly Reply RecipientOk = new(250, "2.1.5", "Recipient ok");
    public static readonly Reply CannotVerify = new(252, "2.5.0", "Cannot verify; send the message to find out");
    public static readonly Reply Goodbye = new(221, "2.0.0", "Closing the connection");
    public static readonly Reply Help = new(214, "2.0.0", "EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY QUIT STARTTLS AUTH");
    public static readonly Reply ChunkOk = new(250, "2.0.0", "Chunk taken");
    public static readonly Reply StartMail = new(354, null, "Send the message; end it with <CRLF>.<CRLF>");
    public static readonly Reply ReadyForTls = new(220, "2.0.0", "Ready to start TLS");
    public static readonly Reply SignedIn = new(235, "2.7.0", "Authentication succeeded");

    public static readonly Reply TooManyConnections = new(421, "4.7.0", "Too many connections; try again later");
    public static readonly Reply TooManyErrors = new(421, "4.7.0", "Too many errors; closing the connection");
    public static readonly Reply TooManyCommands = new(421, "4.7.0", "Too many commands without mail; closing");
    public static readonly Reply TooManyMessages = new(421, "4.7.0", "Enough messages on this connection; closing");
    public static readonly Reply ConnectingTooFast = new(421, "4.7.0", "Too many connections in a minute; wait");
    public static readonly Reply Banned = new(421, "4.7.0", "Too many failed sign-ins from your address; wait");
    public static readonly Reply SessionTooLong = new(421, "4.4.2", "The session took too long; closing");
    public static readonly Reply TooSlow = new(421, "4.4.2", "The input comes too slowly; closing the connection");
    public static readonly Reply SendingTooFast = new(450, "4.7.1", "Too many messages in a minute; try again later");
    public static readonly Reply TalkedTooEarly = new(554, "5.5.0", "You talked before the greeting; closing");
    public static readonly Reply TalkedAhead = new(554, "5.5.0", "You did not wait for the reply; closing");
    public static readonly Reply IdleTooLong = new(421, "4.4.2", "Nothing came for too long; closing the connection");
    public static readonly Reply ShuttingDown = new(421, "4.3.2", "The service is stopping; try again later");
    public static readonly Reply StoreFailed = new(451, "4.3.0", "The message cannot be stored now; try again later");
    public static readonly Reply NoRoom = new(452, "4.3.1", "No room for more messages now; try again later");
    public static readonly Reply TooManyRecipients = new(452, "4.5.3", "Too many recipients; send the rest separately");

    public static readonly Reply LineTooLong = new(500, "5.5.6", "Line too long");
    public static readonly Reply LineMalformed = new(500, "5.5.2", "A control character, or a line not ended by CRLF");
    public static readonly Reply UnknownCommand = new(500, "5.5.1", "Command not recognized");
    public static readonly Reply NotImplemented = new(502, "5.5.1", "Command not implemented");
    public static readonly Reply NotSmtp = new(554, "5.5.1", "This is an SMTP server; closing the connection");
    public static readonly Reply ProxyNotTrusted = new(554, "5.7.1", "No PROXY header is taken from here; closing");
    public static readonly Reply XClientNotTrusted = new(550, "5.7.0", "XCLIENT is not taken from here");
    public static readonly Reply XClientSyntax = new(501, "5.5.4", "Syntax: XCLIENT attribute=value ...");
    public static readonly Reply NoArgument = new(501, "5.5.4", "The command takes no argument");
    public static readonly Reply ArgumentMissing = new(501, "5.5.4", "The command needs an argument");
    public static readonly Reply HelloSyntax = new(501, "5.5.4", "Syntax: EHLO domain or address literal");
    public static readonly Reply MailSyntax = new(501, "5.5.4", "Syntax: MAIL FROM:<address>");
    public static readonly Reply RcptSyntax = new(501, "5.5.4", "Syntax: RCPT TO:<address>");
    public static readonly Reply ChunkSyntax = new(501, "5.5.4", "Syntax: BDAT size [LAST]; closing the connection");
    public static readonly Reply SenderSyntax = new(501, "5.1.7", "The sender's address is not valid");
    public static readonly Reply RecipientSyntax = new(501, "5.1.3", "The recipient's address is not valid");
    public static readonly Reply AddressNeedsUtf8 = new(553, "5.6.7", "An address that is not ASCII needs SMTPUTF8");
    public static readonly Reply ParameterSyntax = new(501, "5.5.4", "A parameter is not valid");
    public static readonly Reply ParameterUnknown = new(555, "5.5.4", "A parameter is not recognized");

    public static readonly Reply HelloFirst = new(503, "5.5.1", "Send EHLO first");
    public static readonly Reply MailFirst = new(503, "5.5.1", "Send MAIL first");
    public static readonly Reply RecipientFirst = new(503, "5.5.1", "Send RCPT first");
    public static readonly Reply SenderGiven = new(503, "5.5.1", "The sender is already given");
    public static readonly Reply ChunksBegun = new(503, "5.5.1", "The message has begun to come by BDAT");
    public static readonly Reply ChunksOnly = new(503, "5.5.1", "A BINARYMIME message comes by BDAT only");
    public static readonly Reply InTransaction = new(503, "5.5.1", "Not during a mail transaction");
    public static readonly Reply AlreadyEncrypted = new(503, "5.5.1", "TLS is already active");
    public static readonly Reply AlreadySignedIn = new(503, "5.5.1", "Already authenticated");
    public static readonly Reply NotAfterStartTls = new(554, "5.5.1", "Nothing may follow STARTTLS; closing");

    public static readonly Reply ConnectionNotAllowed = new(554, "5.7.1", "No connections from your address are taken");
    public static readonly Reply SenderNotAllowed = new(553, "5.7.1", "You may not send as this sender");
    public static readonly Reply SenderBlocked = new(550, "5.7.1", "Mail from this sender is not taken");
    public static readonly Reply RecipientBlocked = new(550, "5.7.1", "Mail to this recipient is not taken");
    public static readonly Reply RelayingDenied = new(550, "5.7.1", "Relaying to this recipient is not allowed");

    public static readonly Reply SignInFirst = new(530, "5.7.0", "Authentication required");
    public static readonly Reply EncryptionFirst = new(538, "5.7.11", "Authentication needs TLS; send STARTTLS first");
    public static readonly Reply CredentialsInvalid = new(535, "5.7.8", "Authentication credentials invalid");
    public static readonly Reply AuthenticationUnavailable = new(454, "4.7.0", "Authentication failed for now; try again");
    public static readonly Reply MechanismUnknown = new(504, "5.5.4", "Authentication mechanism not recognized");
    public static readonly Reply AuthenticationCancelled = new(501, "5.7.0", "Authentication cancelled");
    public static readonly Reply Base64Invalid = new(501, "5.5.2", "Not valid base64");
    public static readonly Reply AuthenticationTooLong = new(500, "5.5.6", "Authentication exchange line too long");

    public static readonly Reply MessageTooLarge = new(552, "5.3.4", "The message is larger than this server takes");
    public static readonly Reply ChunkTooLarge = new(552, "5.3.4", "The chunk is far too large; closing the connection");
    public static readonly Reply MessageMalformed = new(550, "5.6.0", "The message has a bare CR, a bare LF or a NUL");
    public static readonly Reply TooManyHops = new(554, "5.4.6", "Too many Received fields; this looks like a loop");
}
