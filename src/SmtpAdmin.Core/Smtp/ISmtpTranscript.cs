namespace SmtpAdmin.Core.Smtp;

/// <summary>Takes what goes over connections, without content and without secrets; from several threads at once.</summary>
internal interface ISmtpTranscript
{
    /// <summary>Takes one entry. It never throws: what becomes of a record must not touch the mail.</summary>
    void Write(in TranscriptEntry entry);
}
