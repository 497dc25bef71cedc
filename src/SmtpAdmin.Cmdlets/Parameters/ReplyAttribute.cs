using System.Globalization;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Takes a reply of a server as it stands on the wire, in one line: <c>550 5.1.1 No such user</c>.</summary>
internal sealed class ReplyAttribute : ArgumentTransformationAttribute
{
    private const int CodeLength = 3;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or SmtpReply)
        {
            return value;
        }

        string text = System.Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim();
        string code = text.Length <= CodeLength ? text : text.Substring(0, CodeLength);
        string rest = text.Substring(code.Length);
        if (!int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || code.Length < CodeLength
            || (rest.Length > 0 && rest[0] != ' '))
        {
            throw new ArgumentTransformationMetadataException(
                $"'{text}' is no reply. Write its code, its enhanced status code if it has one, and its text: 550 5.1.1 No such user.");
        }

        return Create(number, rest.Trim());
    }

    private static SmtpReply Create(int code, string rest)
    {
        string first = rest.Split(' ')[0];
        bool isEnhanced = EnhancedStatusCode.TryParse(first, out EnhancedStatusCode status);
        return new SmtpReply
        {
            Code = code,
            EnhancedStatus = isEnhanced ? status : null,
            Lines = [isEnhanced ? rest.Substring(first.Length).Trim() : rest],
        };
    }
}
